from portfolios.courses.models.attendance import (
    Attendance,
    AttendanceList,
    AttendanceRow,
    CourseAnswer,
    SentAttendance,
)
from portfolios.courses.models.cohorts import CohortCall, CohortSeat
from portfolios.courses.models.courses import (
    Course,
    CourseReport,
    CourseRun,
    CourseTeacher,
    RunDay,
    SavedCourse,
    TeacherDenial,
)
from portfolios.courses.models.keys import ProviderKey
from portfolios.courses.models.providers import Provider, ProviderInvitation, ProviderPerson

__all__ = [
    "Attendance",
    "AttendanceList",
    "AttendanceRow",
    "CohortCall",
    "CohortSeat",
    "Course",
    "CourseAnswer",
    "CourseReport",
    "CourseRun",
    "CourseTeacher",
    "Provider",
    "ProviderInvitation",
    "ProviderKey",
    "ProviderPerson",
    "RunDay",
    "SavedCourse",
    "SentAttendance",
    "TeacherDenial",
]
